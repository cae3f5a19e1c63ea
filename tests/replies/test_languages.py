"""The language of a reply, by its small words."""

import pytest

from app.replies.languages import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Nous avons bien reçu votre demande et nous vous répondrons dans le mois."),
        ("en", "We have received your request and will answer it within one month."),
        ("de", "Wir haben Ihre Anfrage erhalten und werden Ihnen binnen eines Monats antworten."),
        ("es", "Hemos recibido su solicitud y le responderemos en el plazo de un mes."),
        ("it", "Abbiamo ricevuto la sua richiesta e le risponderemo entro un mese."),
        ("", "OK"),
        ("", "Wij hebben uw verzoek ontvangen."),
    ],
)
def test_each_language_is_known_by_a_sentence(language: str, text: str) -> None:
    assert language_of(text) == language
