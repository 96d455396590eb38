"""Whether another record may be of the same child: whoever met the one is told until it is decided (C15)."""

from __future__ import annotations

from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.ports.index import ChildFile, ChildIndex

LOOKED_AT = 2
"""So many records are read where there is a doubt, shown or not, and nobody's in their place where there are
fewer. Further doubts about one record wait for the officer."""


@dataclass(frozen=True)
class OtherRecords:
    """Judges the other record as an answer would: of one that may not be shown nothing is said."""

    index: ChildIndex
    answering: Answering

    def may_be_of_this_child(self, admitted: Admitted, file: ChildFile) -> bool:
        """Whether a doubt is open about this record whose other record this person would be shown."""
        others = list(dict.fromkeys(one.other_child_id for one in file.possibly if one.other_child_id))
        if not others:
            return False
        files = self.index.files(others[:LOOKED_AT], LOOKED_AT)
        told = [other for other in files if _is_there_for(admitted, other)]
        return any(shown.services for shown in self.answering.show_each(admitted, told))


def _is_there_for(admitted: Admitted, other: ChildFile) -> bool:
    there = other.child is not None and not other.child.retired
    return there and not other.is_disputed_by(admitted.practitioner.id)
