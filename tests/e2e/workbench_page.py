"""The workbench page in the words of its user, for tests in a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Modal:
    """The modal on top."""

    page: Page

    @property
    def box(self) -> Locator:
        """The modal itself, for expectations."""
        return self.page.get_by_test_id("modal")

    def expect_title(self, title: str) -> None:
        """Wait until the modal has this heading."""
        expect(self.page.get_by_test_id("modal-title")).to_have_text(title)

    def expect_words(self, words: str) -> None:
        """Wait until these words stand in it."""
        expect(self.box).to_contain_text(words)

    def expect_error(self, label: str, words: str) -> None:
        """Wait until these words stand under a field."""
        expect(self._field(label).locator(".error")).to_contain_text(words)

    def expect_no_words(self, words: str) -> None:
        """Be sure that these words do not stand in it."""
        expect(self.box).not_to_contain_text(words)

    def expect_value(self, label: str, text: str) -> None:
        """Wait until this is what a field holds."""
        expect(self._labelled(label)).to_have_value(text)

    def expect_trouble(self) -> None:
        """Wait until Slack says that the bot could not be reached."""
        expect(self.page.get_by_test_id("modal-trouble")).to_be_visible()

    def expect_gone(self) -> None:
        """Wait until no modal is open."""
        expect(self.box).to_have_count(0)

    def fill(self, label: str, text: str) -> None:
        """Type into a field, or set a date (YYYY-MM-DD)."""
        self._labelled(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a menu."""
        self._labelled(label).select_option(label=option)

    def tick(self, label: str, option: str) -> None:
        """Tick a box or radio button of a group."""
        self._field(label).get_by_label(option, exact=True).check()

    def press(self, button: str) -> None:
        """Press a button inside the modal."""
        self.box.get_by_role("button", name=button, exact=True).click()

    def has_button(self, button: str) -> bool:
        """Whether there is such a button on what is drawn once it is no longer being checked."""
        self.expect_no_words("Checking…")
        return self.box.get_by_role("button", name=button, exact=True).count() > 0

    def press_and_be_sure(self, button: str) -> None:
        """Press a button that asks once more, and say yes."""
        self.press(button)
        self.page.get_by_test_id("confirm-yes").click()

    def submit(self) -> None:
        """Send the form off."""
        self.page.get_by_test_id("modal-submit").click()

    def submit_with_a_double_click(self) -> None:
        """Send the form off with an impatient hand."""
        self.page.get_by_test_id("modal-submit").dblclick()

    def reference(self) -> str:
        """The reference in the small print at its end."""
        self.expect_words("Reference FP-")
        return str(re.findall(r"Reference (FP-\w{5}-\w{5})", self.box.inner_text())[-1])

    def back(self) -> None:
        """Return to the modal below, or close the only one."""
        self.page.get_by_test_id("modal-close").click()

    def close_all(self) -> None:
        """The cross in the corner."""
        self.page.get_by_test_id("modal-x").click()

    def _labelled(self, label: str) -> Locator:
        return self._field(label).locator("[data-block]")

    def _field(self, label: str) -> Locator:
        with_label = self.page.locator("label, .label").filter(has_text=label)
        return self.box.locator(".field").filter(has=with_label).first


@dataclass(frozen=True)
class WorkbenchPage:
    """The whole page."""

    page: Page
    url: str

    def open(self) -> None:
        """Load it."""
        self.page.goto(self.url)
        expect(self.page.get_by_test_id("status")).not_to_be_empty()

    def play_as(self, slack_user_id: str) -> None:
        """Become someone else."""
        button = self.page.get_by_test_id(f"person-{slack_user_id}")
        button.click()
        expect(button).to_have_attribute("aria-current", "true")

    def show(self, tab: str) -> None:
        """Go to `messages`, `home` or `team-room`."""
        chosen = self.page.get_by_test_id(f"tab-{tab}")
        chosen.click()
        expect(chosen).to_have_attribute("aria-selected", "true")

    def write(self, text: str) -> None:
        """Type into the composer and send; a leading slash makes it a command."""
        self.page.get_by_test_id("composer").fill(text)
        self.page.get_by_test_id("send").click()

    def use_shortcut(self, callback_id: str = "ask") -> Modal:
        """Choose from the shortcuts menu."""
        self.page.get_by_test_id("shortcuts").click()
        self.page.get_by_test_id(f"shortcut-{callback_id}").click()
        return self.modal()

    def run(self, command: str = "/involved") -> Modal:
        """Send a bare command that opens a form."""
        self.write(command)
        return self.modal()

    def modal(self) -> Modal:
        """The modal on top, once there is one."""
        modal = Modal(self.page)
        expect(modal.box).to_be_visible()
        return modal

    def expect_message(self, words: str) -> Locator:
        """Wait for a message with these words."""
        message = self.page.get_by_test_id("message").filter(has_text=words).last
        expect(message).to_be_visible(timeout=20_000)
        return message

    def count_messages(self) -> int:
        """How many messages stand here now."""
        return self.page.get_by_test_id("message").count()

    def expect_one_more_message(self, beyond: int) -> Locator:
        """Wait for exactly one message more than there were."""
        messages = self.page.get_by_test_id("message")
        expect(messages).to_have_count(beyond + 1, timeout=20_000)
        return messages.last

    def expect_ephemeral(self, words: str) -> Locator:
        """Wait for a reply that only this person sees."""
        message = self.page.get_by_test_id("ephemeral").filter(has_text=words).last
        expect(message).to_be_visible()
        return message

    def expect_unread(self, slack_user_id: str, count: int) -> None:
        """Wait until so many messages wait for someone."""
        badge = self.page.get_by_test_id(f"unread-{slack_user_id}")
        expect(badge).to_contain_text(str(count), timeout=20_000)

    def inspected(self, gesture: str) -> Locator:
        """The newest entry of the inspector with these words, unfolded."""
        entry = self.page.get_by_test_id("inspector-entry").filter(has_text=gesture).first
        entry.locator("summary").click()
        return entry
