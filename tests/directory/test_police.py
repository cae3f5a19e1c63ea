"""Names that redirect to the other regime, and names that must not."""

import pytest

from app.directory.police import looks_like_police


@pytest.mark.parametrize(
    "name",
    [
        "Police nationale", "POLICE", "Préfecture de police", "prefecture de police de Paris", "Commissariat de police de Metz",
        "Gendarmerie nationale", "gendarmerie", "DGSI", "D.G.S.I.", "dgse", "DRSD", "Tracfin", "Europol", "INTERPOL",
        "Direction générale de la sécurité intérieure", "Direction générale de la sécurité extérieure",
        "Direction du renseignement militaire", "Services de renseignement", "Renseignements territoriaux",
        "Service central du renseignement territorial", "TAJ", "Fichier TAJ", "le fichier FPR", "Traitement d’antécédents judiciaires",
        "Fichier des personnes recherchées", "fiche S", "FNAEG", "Système d’information Schengen", "Metropolitan Police Service",
        "Polizeipräsidium Berlin", "Bundespolizei", "Guardia Civil", "Polizia di Stato", "Federal Intelligence Service", "po\u0301lice",
    ],
)  # fmt: skip
def test_police_and_intelligence_are_recognised(name: str) -> None:
    assert looks_like_police(name)


@pytest.mark.parametrize(
    "name",
    [
        "Policeman Clothing SARL", "Policy Example Ltd", "Police Lunettes SARL", "Ma Police d’Assurance",
        "Polices de caractères Exemple", "Mutuelle de la Gendarmerie", "Syndicat national de la police", "Taj Mahal Restaurant",
        "FPR Immobilier", "Clearview AI, Inc.", "Bureau de renseignements téléphoniques", "Renseignement commercial Exemple",
        "Orange SA", "Polis Consulting", "Metropolis Cinéma", "Sécurité Exemple SAS", "Interpolation Labs",
        "Intelligence artificielle Exemple", "Préfecture du Rhône", "Fichier clients Exemple", "",
    ],
)  # fmt: skip
def test_ordinary_names_are_not(name: str) -> None:
    assert not looks_like_police(name)
