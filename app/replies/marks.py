"""The lines by which mail programs and ticket systems set the history off, in the five languages that replies come in: data, no choices.

Every pattern is tried on one line without the white space around it, at most `LONGEST` characters, so that none can run away.
"""

import re

LONGEST = 300
"""Characters of a line that can be a mark: with a full date, a name and an address."""

I = re.IGNORECASE  # noqa: E741 - the name that re itself gives the flag

ATTRIBUTION = re.compile(
    r"(?:.{2,250}[\s)>,](?:wrote|replied|said|a écrit|écriviez|écrivais|escribió|ha scritto|schrieb|schrieben)"
    r"|am .{3,150} (?:schrieb|hat) .{2,120}"
    r"|le \d.{3,60}, (?:vous|tu)"
    r"|(?:automatic reply|réponse automatique|automatische antwort|respuesta automática|risposta automatica) .{2,40}\d)\s*:",
    I,
)
"""“On …, Camille wrote:”, “Le …, Camille a écrit :”, “Am … schrieb Camille:” and their like, as a whole line."""

DATED_OPENING = re.compile(r"(?:on|le|am|el|il|il giorno|en date du|em)\s.*\d", I)
"""How a line begins that an attribution wrapped over several lines begins with."""

CUSTOMER = re.compile(
    r"(?:vous avez écrit|vous écriviez|tu as écrit|you (?:wrote|said)|sie (?:schrieben|haben geschrieben)|du hast geschrieben"
    r"|usted escribió|ha escrito usted"
    r"|has escrito|hai scritto|(?:lei )?ha scritto|votre (?:message(?: initial)?|question)|your (?:original )?(?:message|question)"
    r"|ihre (?:nachricht|frage)|(?:su|tu) (?:mensaje|pregunta)|(?:il (?:tuo|suo) messaggio|la (?:tua|sua) domanda)"
    r"|(?:message (?:d['’]origine|initial|original)|original message|ursprüngliche (?:nachricht|anfrage)|mensaje original"
    r"|messaggio originale)"
    r"|historique(?: de la conversation)?|conversation history|previous messages|verlauf|bisheriger verlauf|historial"
    r"|cronologia)\s*:(?!/)",
    I,
)
"""What stands before the words of the person who asked, or before older messages, perhaps with those words on the same line."""

REQUEST_ALONE = re.compile(
    r"(?:votre (?:demande|requête)(?: initiale)?|your (?:original )?request|ihre anfrage|su (?:solicitud|consulta)|tu solicitud"
    r"|la (?:tua|sua) richiesta)\s*:",
    I,
)
"""The same where it may as well be the reference at the head of a letter: it counts when it stands alone on its line."""

PERSON = re.compile(
    r"(?:vous|client[e]?|usag[eè]re?|utilisat(?:eur|rice)|demandeu(?:r|se)|you|user|customer|requester|kund(?:e|in)|nutzer(?:in)?|sie|utente"
    r"|usuari[oa]|tú|usted|tu)\s*(?:\([^)]{0,30}\)\s*)?:",
    I,
)
"""With what the person's turn begins where a conversation is written down."""

STAFF = re.compile(
    r"(?:support|agent|service|équipe|réponse|reply|antwort|risposta|respuesta|supporto|soporte|assistenza|operat(?:ore|rice)|operador|team"
    r"|we|nous|wir|noi)\b[^:]{0,40}:",
    I,
)
"""With what the controller's turn begins there."""

ANSWER = re.compile(
    r"(?:(?:notre|votre) )?réponse\s*:|(?:our (?:answer|reply|response)|answer|response)\s*:|(?:unsere )?antwort\s*:"
    r"|(?:nuestra )?respuesta\s*:"
    r"|(?:la nostra )?risposta\s*:",
    I,
)
"""What an answer stands under where the question was repeated above it."""

DASHED = re.compile(r"(?:[-—–_=*]{2,})\s*(?P<label>[^-—–_=*].{1,120}?)\s*(?:[-—–_=*]{2,})$")
"""A label between dashes."""

ORIGINAL = re.compile(
    r"original|d['’]origine|ursprüngliche|previous|précédent|vorherige|anterior|precedente|transféré|forwarded|weitergeleitet"
    r"|reenviado|inoltrato"
    r"|customer|client|kunde|kundin|cliente|\byou\b|\bvous\b|\bsie\b|usted|\btu\b|history|historique|verlauf|historial|cronologia",
    I,
)
"""Words of such a label that make what follows older, or the person's own."""

FORWARDED = re.compile(
    r"begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten nachricht|inicio del mensaje reenviado"
    r"|inizio messaggio inoltrato",
    I,
)
"""Apple Mail's words before a message that is passed on."""

ABOVE = re.compile(
    r"(?:##-|[-—–]{2,}|\#\#\#?|\*{2,})?\s*.{0,60}\b(?:above|au[- ]dessus|oberhalb|über dieser zeile|por encima|encima de|sopra)\b.{0,40}",
    I,
)
"""“Reply above this line”, in whatever frame: tried on lines that begin with a dash, a hash or a verb of replying."""

ABOVE_OPENING = re.compile(
    r"[-—–#*]{2}|(?:please )?(?:reply|type|write|répond|merci de répondre|bitte|antwort|responda|escriba|por favor|scriv|rispond"
    r"|si prega)",
    I,
)

HEADER_FROM = re.compile(r"\*?(?:de|from|von|da|expéditeur|absender|remitente|mittente)\s*:\*?\s*\S", I)
HEADER_LINE = re.compile(
    r"\*?(?:envoyé(?: le)?|date|à|cc|objet|sent|to|subject|gesendet|datum|an|betreff|enviado(?: el)?|fecha|para|asunto|inviato"
    r"|data|a|oggetto)\s*:\*?",
    I,
)
"""Lines of the block that Outlook writes above what it quotes; it takes a sender and one more."""

_TIME = (
    r"(?:\d{1,2}[:h]\d{2}|\d{1,2}[./]\d{1,2}|\d{1,2}\.? \w{3,9}|\w{3,9} \d{1,2}, \d{4}|today|yesterday"
    r"|\d{1,2} days? ago|il y a \d{1,2} jours?|vor \d{1,2} tagen?|hace \d{1,2} días?|\d{1,2} giorn[io] fa"
    r"|aujourd['’]hui|hier|avant-hier|heute|gestern"
    r"|vorgestern|hoy|ayer|anteayer"
    r"|oggi|l['’]altro ieri|ieri|\w{3,7}day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,9}tag|mittwoch|lunes|martes"
    r"|miércoles|jueves|viernes"
    r"|sábado|domingo|\w{3,6}edì|sabato|domenica|ore \d.*)"
)
ENTRY = re.compile(
    rf"[^\W\d][^,;:.!?]{{0,50}}, (?:[^,.!?]{{0,20}} )?{_TIME}(?:,? (?:at |à |um |a las |alle "
    rf"|ore )?\d{{1,2}}[:h.]\d{{2}})?(?: \d{{4}})?:?$",
    I,
)
"""“Viktor (Privacy), today 11:20”: the heading of one message in the list of a ticket."""

RULE = re.compile(r"[-_—–=*]{2,}$")

SIGNATURE_MARK = re.compile(r"--\s?$")
MOBILE = re.compile(
    r"(?:sent from (?:my|outlook|mail|yahoo)|envoyé (?:de(?:puis)? mon|avec|à partir de)|von meinem .{2,30} gesendet"
    r"|gesendet (?:von|mit)|enviado desde (?:mi|outlook)"
    r"|inviato da(?:l mio)?\b|get outlook for|obten(?:ez|ir) outlook pour|outlook für .{2,12} (?:beziehen|herunterladen)"
    r"|scarica outlook|obtener outlook)",
    I,
)
"""What telephones add by themselves."""

CLOSING = re.compile(
    r"(?:(?:bien |très )?cordialement|(?:bien )?(?:à vous|à toi)|respectueusement|salutations|meilleures salutations"
    r"|sincères salutations|amicalement"
    r"|(?:best|kind|warm|kindest|warmest|with (?:best|kind)) (?:regards|wishes)|regards|yours (?:sincerely|faithfully|truly)"
    r"|sincerely(?: yours)?|many thanks|cheers"
    r"|mit freundlichen grü(?:ß|ss)en|mit (?:besten|vielen|herzlichen) grü(?:ß|ss)en|(?:viele|beste|liebe|freundliche"
    r"|herzliche) grü(?:ß|ss)e|hochachtungsvoll|mfg|vg"
    r"|(?:un )?(?:cordial saludo|saludo cordial|saludos(?: cordiales)?)|atentamente|(?:le saluda )?atentamente|reciba un .{3,30} saludo"
    r"|(?:distinti|cordiali|cari|i migliori) saluti|cordialmente|saluti)[\s,.!]*$",
    I,
)
"""How letters end, alone on a line."""

POSTSCRIPT = re.compile(r"p\.?\s?-?s\.?\b|n\.?b\.?\b", I)

DISCLAIMER = re.compile(
    r"(?:(?:ce|le présent) (?:message|courriel|mail|e-mail).{0,200}(?:confidentiel|exclusi|destinataire)"
    r"|(?:this|the information in this) (?:e-?mail|message|communication).{0,250}(?:confidential|intended (?:solely|only|for)"
    r"|privileged|addressee)"
    r"|(?:diese|die in dieser) (?:e-?mail|nachricht).{0,250}(?:vertraulich|bestimmt|adressat)"
    r"|(?:este|el presente|la información de este) (?:mensaje|correo|e-?mail).{0,250}(?:confidencial|exclusiv|destinatario)"
    r"|(?:questo|il presente|le informazioni .{0,40}in questo) (?:messaggio|e-?mail).{0,250}(?:riservat|confidenzial|destinatari"
    r"|esclusiv)"
    r"|(?:avis de confidentialité|clause de confidentialité|confidentiality notice|disclaimer|vertraulichkeitshinweis"
    r"|aviso (?:legal|de confidencialidad)"
    r"|avviso di riservatezza)\b"
    r"|(?:pensez à l['’]environnement|please consider the environment|bitte denken sie an die umwelt|antes de imprimir"
    r"|prima di stampare|n['’]imprimez ce)"
    r"|(?:caution|attention|achtung|vorsicht|atención|attenzione)\s?: ?.{0,40}(?:external|externe|extern|externo|esterno|outside))",
    I | re.DOTALL,
)
"""How a paragraph begins that lawyers or firewalls had added to every mail."""

DISCLAIMER_OPENING = re.compile(
    r"[*_\[ ]*(?:ce |le présent|this |the information|diese |die in|este |el presente|la información|questo |il presente"
    r"|le informazioni|avis |clause "
    r"|confidentiality|disclaimer|vertraulich|aviso |avviso |pensez |please consider|bitte denken|antes de impr|prima di st|n['’]imprimez"
    r"|caution|attention|achtung|vorsicht|atención|attenzione)",
    I,
)
"""A cheap look at the first words, before the whole paragraph is tried."""
