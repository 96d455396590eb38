"""The main job, step by step: who asks what, what is answered, who is told, what the ledger holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from fingerpost.surfaces.words import say as words
from tools.demo.scene import Json, Scene, by_details, by_number
from tools.workbench.driver import Person, Screen
from tools.workbench.words_on_screen import GestureFailed

ASKER, WATCHER, TOLD, SUPERVISOR, TEACHER = (
    "nasra-duale",
    "sunita-bhatt",
    "amara-thackley",
    "moira-pemberley",
    "gareth-penry",
)
STRANGER = "quentin-wickstead"


class WentWrong(AssertionError):
    """A step did not go as it should; the text says what was expected and what was seen."""


def expect(what: str, seen: str, *wanted: str) -> None:
    """Every one of `wanted` must be among what was seen."""
    missing = [one for one in wanted if one not in seen]
    if missing:
        raise WentWrong(f"{what}: expected {missing} in:\n{seen}")


def opened(screen: Screen | None, what: str) -> Screen:
    """The screen, which must be there and without errors."""
    if screen is None:
        raise WentWrong(f"{what}: no screen is open")
    if screen.errors:
        raise WentWrong(f"{what}: the form says {screen.errors}")
    return screen


def reference_in(said: str) -> str:
    """The reference that a screen names."""
    found = re.search(r"FP-\w{5}-\w{5}", said)
    if found is None:
        raise WentWrong(f"no reference in:\n{said}")
    return found.group()


@dataclass
class Play:
    """Steps in their order. `tell` prints a line."""

    scene: Scene
    tell: Callable[[str], None]
    failed: list[str] = field(default_factory=list)
    recorded: str = ""

    def run(self) -> bool:
        """Play all steps; False where one did not go as it should."""
        steps = (
            self.asked_by_number,
            self.asked_with_slips_of_the_keyboard,
            self.nothing_to_show,
            self.refused,
            self.typed_in_public,
            self.watched,
            self.recorded_and_told,
            self.opened_from_the_notice,
            self.taken_back,
            self.on_the_ledger,
        )
        for number, step in enumerate(steps, start=1):
            self._play(number, step)
        return not self.failed

    def _play(self, number: int, step: Callable[[], None]) -> None:
        self.tell(f"\n{number}. {(step.__doc__ or '').strip()}")
        try:
            step()
        except (WentWrong, GestureFailed) as trouble:
            self.failed.append(step.__name__)
            self.tell(f"   DID NOT GO AS IT SHOULD: {trouble}")
        finally:
            self.scene.close_all()

    def _ask(self, person: Person, values: dict[str, str], what: str) -> Screen:
        person.close_all()
        return opened(opened(person.open_form(), what).submit(values), what)

    def _says(self, person_id: str, did: str) -> None:
        self.tell(f"   {self.scene.introduced(person_id)} {did}")

    def _shown(self, screen: Screen, *beginnings: str) -> None:
        """Retell the lines of a screen that begin like this, so that the reader sees the answer itself."""
        for line in screen.words.splitlines():
            if line.startswith(beginnings):
                self.tell(f"     | {line}")

    def asked_by_number(self) -> None:
        """A social worker of the next area asks by NHS number, in a window that leaves nothing behind."""
        child = self.scene.child("Winterbourne")
        self._says(
            ASKER, "types /involved, gives an NHS number, the birth date and a reason. The window answers:"
        )
        answer = self._ask(self.scene.person(ASKER), by_number(child), "the answer")
        current = [one["name"] for one in child["involved"] if one["current"]]
        expect("the answer", answer.words, words("confirmed.title"), *current)
        for one in child["involved"]:
            mark = "" if one["current"] else ", past"
            self.tell(f"     | {one['service']}: {one['name']}, {one['role']}{mark}")
        self._shown(answer, "Reference FP-")

    def asked_with_slips_of_the_keyboard(self) -> None:
        """A police officer has the name as he heard it, and is answered all the same."""
        typed = by_details("Otilie", "Winterborne", "27 3 2020", "NB3 4TQ")
        self._says("colin-mossley", "asks by names, birth date and postcode, both names misspelt.")
        answer = self._ask(self.scene.person("colin-mossley"), typed, "the answer")
        expect("the answer", answer.words, words("confirmed.title"), words("agreed.nearly"))
        self.tell(
            "   The answer says which details agreed and which were only close, and shows none of them."
        )

    def nothing_to_show(self) -> None:
        """Nobody is found: the answer says what that rests on."""
        child = self.scene.absent("Ifeoma")
        born = "{2} {1} {0}".format(*child["birth_date"].split("-"))
        typed = by_details(child["given_name"], child["family_name"], born, child["postcode"])
        self._says("iqra-mirza", "asks about a child of a family of whom only the siblings are known.")
        answer = self._ask(self.scene.person("iqra-mirza"), typed, "the answer")
        expect("the answer", answer.words, words("nothing.strong"), "Eastmere")
        self.tell(f"     | {words('nothing.strong')}")
        self.tell(
            "     | Then: which services of Eastmere are in Fingerpost, and when each was last updated."
        )

    def refused(self) -> None:
        """Somebody the directory does not know is refused, told what to do, and recorded."""
        person = self.scene.person(STRANGER)
        person.close_all()
        person.run("/involved")
        screen = opened(person.screen(), "the refusal")
        expect("the refusal", screen.words, "Fingerpost does not know you yet.")
        self._says(STRANGER, "gets no form:")
        self._shown(screen, "Fingerpost does not know you", "Ask your service")

    def typed_in_public(self) -> None:
        """Details typed after the command would stand in history: a friendly word instead of an answer."""
        person = self.scene.person(TEACHER)
        person.close_all()
        person.run("/involved", "somebody 1 2 2015")
        said = person.ephemeral_messages()[-1].words
        expect("the word", said, "Please type nothing after the command")
        self._says(TEACHER, "types details after the command:")
        self.tell(f"     | {said.splitlines()[0]}")

    def watched(self) -> None:
        """A health visitor wants to know when somebody else becomes involved."""
        child = self.scene.child("Winterbourne")
        person = self.scene.person(WATCHER)
        answer = self._ask(person, by_number(child), "the answer")
        form = opened(answer.click(words("button.watch_from_answer")), "the form")
        until = words("field.until")
        options = [option["text"]["text"] for option in form.fields()[until]["element"]["options"]]
        wish = {words("field.reason"): "Planning or reviewing support", until: options[0]}
        done = opened(form.submit(wish), "the watch")
        expect("the watch", done.words, words("recorded.watch"))
        self._says(WATCHER, f"is told: {words('recorded.watch')}")

    def recorded_and_told(self) -> None:
        """The social worker is involved too; everybody who must know gets one message that names no child."""
        child = self.scene.child("Winterbourne")
        told = [one["person"] for one in child["involved"] if one["current"]] + [WATCHER, SUPERVISOR]
        before = {one: len(self.scene.person(one).direct_messages()) for one in told}
        person = self.scene.person(ASKER)
        answer = self._ask(person, by_number(child), "the answer")
        form = opened(answer.click(words("button.record_from_answer")), "the form")
        wish = {words("field.role"): "social worker", words("field.since"): "2 11 2026"}
        done = opened(form.submit(wish), "recording")
        expect("recording", done.words, words("recorded.record"))
        self.recorded = reference_in(done.words)
        self._says(ASKER, "presses “I’m involved too”. Told within seconds:")
        for one in told:
            message = self.scene.person(one).wait_for_message("Reference FP-", beyond=before[one])
            self._names_nobody(message.words, child["given_name"], child["family_name"], child["nhs_number"])
            self.tell(f"     > {self.scene.about(one)['name']}: {message.text}")

    def _names_nobody(self, said: str, *details: str) -> None:
        for detail in details:
            if detail in said:
                raise WentWrong(f"a message carries a detail of the child:\n{said}")

    def opened_from_the_notice(self) -> None:
        """A worker who was told opens it; whether they still may is checked afresh."""
        person = self.scene.person(TOLD)
        person.close_all()
        screen = opened(person.click(words("notice.open")), "the notice")
        expect("the notice", screen.words, self.scene.about(ASKER)["name"])
        seen = self.scene.about(ASKER)["name"]
        self._says(TOLD, f"presses “{words('notice.open')}” and sees {seen} and whom to ring.")

    def taken_back(self) -> None:
        """It was entered in error: the message that told of it says so, and the record that it was stays."""
        person = self.scene.person(ASKER)
        person.close_all()
        before = (
            len(self.scene.person(TOLD).direct_messages()) - 1
        )  # the message that is changed in its place
        mine = opened(opened(person.open_home(), "home").click(words("button.my_children")), "my children")
        child = opened(press_spoken(mine, self.recorded), "the child")
        opened(child.click(words("button.entered_in_error")), "taking back")
        message = self.scene.person(TOLD).wait_for_message("has been taken back", beyond=before)
        self.tell(f"     > {self.scene.about(TOLD)['name']}: {message.text}")

    def on_the_ledger(self) -> None:
        """All is on the ledger: each attempt before anything was read, each outcome before it was shown."""
        lines = self.scene.ledger_lines()
        acts = {(str(line["act"]), str(line["phase"])) for line in lines}
        for act in ("ask", "watch", "record", "notify", "deliver", "open_notice", "open_form"):
            if not {one for one in acts if one[0] == act}:
                raise WentWrong(f"the ledger holds nothing of {act!r}: {sorted(acts)}")
        for line in lines:
            self.tell(f"     {str(line['sk'])[11:19]}  {line['reference']}  {_in_columns(line)}")


def _in_columns(line: Json) -> str:
    outcome = line.get("outcome", "")
    return f"{line['act']:<16} {line['phase']:<8} {line['actor_id']:<22} {outcome}"


def press_spoken(screen: Screen, reference: str) -> Screen | None:
    """Press the one button whose words for a screen reader hold this reference."""
    for block in screen.view["blocks"]:
        for element in (*block.get("elements", ()), block.get("accessory", {})):
            if reference in element.get("accessibility_label", ""):
                where = {"block_id": block["block_id"], "action_id": element["action_id"]}
                value = element.get("value")
                screen.person.act("act_in_view", view_id=screen.view["id"], **where, value=value, values={})
                return screen.person.screen()
    raise WentWrong(f"no button speaks of {reference}")
