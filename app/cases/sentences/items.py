"""The items that a reply must hold, as a form or a list calls them, by the codes of `law.completeness` in the order of the letter."""

from collections.abc import Mapping

from app.law.rights import Right
from app.platform.errors import msg

ITEMS: Mapping[Right, Mapping[str, str]] = {
    Right.ACCESS: {
        "copy": msg("The copy of all my data (Article 15(3))"),
        "purposes": msg("The purposes of the processing (Article 15(1)(a))"),
        "categories": msg("The categories of data (Article 15(1)(b))"),
        "recipients": msg("The recipients, by name (Article 15(1)(c))"),
        "storage": msg("How long the data are kept (Article 15(1)(d))"),
        "rights": msg("The rights to rectification, erasure, restriction and objection (Article 15(1)(e))"),
        "complaint": msg("The right to complain to an authority (Article 15(1)(f))"),
        "source": msg("Where the data come from (Article 15(1)(g))"),
        "automated": msg("Automated decisions, and their logic (Article 15(1)(h))"),
        "transfers": msg("The safeguards for transfers outside the Union (Article 15(2))"),
        "logs": msg("When and why my data were consulted (CJEU, C-579/21)"),
    },
    Right.ERASURE: {
        "erasure": msg("The erasure of all my data (Article 17(1))"),
        "confirmation": msg("The written confirmation of the erasure"),
        "kept": msg("What is kept, why and until when (Article 17(3))"),
        "republishers": msg("The steps taken to inform those who publish the data again (Article 17(2))"),
        "recipients": msg("The recipients, and that they were told of the erasure (Article 19)"),
        "restriction": msg("The restriction of processing meanwhile (Article 18)"),
    },
}
"""For each right its parts in the order of the letter: a code, and what a form or a list calls it."""

LACKING = msg("Not in the answer, or only in part: {items}.")
"""What a check of the replies adds to the breach."""
