"""The forms by name, and how each is drawn again with what was typed: the light half of a form.

What a form runs is the heavy half, in `running`; a test holds both to the same names.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.contact import forms as contact_forms
from fingerpost.surfaces.drawn_again import Draw
from fingerpost.surfaces.inputs import Values
from fingerpost.surfaces.oversight import forms as oversight_forms
from fingerpost.surfaces.passages import forms as passages_forms
from fingerpost.surfaces.protecting import forms as protecting_forms
from fingerpost.surfaces.record_keeping import forms as record_keeping_forms
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.sent import NOTHING_ELSE, Submission
from fingerpost.surfaces.telling import forms as telling_forms
from fingerpost.surfaces.views import Banner, Screen

FORMS: dict[str, Draw] = {
    **asking_forms.FORMS,
    **recording_forms.FORMS,
    **telling_forms.FORMS,
    **record_keeping_forms.FORMS,
    **protecting_forms.FORMS,
    **contact_forms.FORMS,
    **oversight_forms.FORMS,
    **passages_forms.FORMS,
}


def drawn_again(
    form: Submission,
    today: date,
    banner: Banner | None = None,
    *,
    seen: tuple[str, ...] = (),
    typed: Values = NOTHING_ELSE,
) -> Screen:
    """A form as it was sent, for another try. Raises KeyError for a form that is not known.

    seen: what the banner shows of what stands already. typed: what else is to stand in its fields.
    """
    carried = replace(form.carried, seen=(*form.carried.seen, *seen))
    sent = replace(form, carried=carried, values={**form.values, **typed})
    screen = FORMS[form.name](sent, today, banner)
    return replace(screen, about=carried.encoded()) if carried.seen else screen
