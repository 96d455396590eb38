"""The buttons by name: the light half, imported before a form opens.

A button that opens nothing reads or writes first; what it runs stands in `running`, and a test holds every
button to exactly one of the two.
"""

from __future__ import annotations

from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.contact import forms as contact_forms
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.oversight import forms as oversight_forms
from fingerpost.surfaces.passages import forms as passages_forms
from fingerpost.surfaces.protecting import forms as protecting_forms
from fingerpost.surfaces.record_keeping import forms as record_keeping_forms
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.telling import forms as telling_forms
from fingerpost.surfaces.views import Tap

BUTTONS: dict[Tap, Declared] = {
    **asking_forms.BUTTONS,
    **recording_forms.BUTTONS,
    **telling_forms.BUTTONS,
    **record_keeping_forms.BUTTONS,
    **protecting_forms.BUTTONS,
    **contact_forms.BUTTONS,
    **oversight_forms.BUTTONS,
    **passages_forms.BUTTONS,
    Tap.HOME: Declared(),
    Tap.HELP: Declared(lambda value, now: plain_screens.help_screen(), in_place=True),
}
