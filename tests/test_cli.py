"""The commands by their names, and every bad end in words."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import cli
from workbench.commands import entries, partition, tui
from workbench.commands.refused import Refused

ROOT = Path(__file__).parents[1]
Capture = pytest.CaptureFixture[str]


def stands_in(monkeypatch: pytest.MonkeyPatch, ending: BaseException | int) -> None:
    """`workbench partition` ends like this."""

    def run(args: argparse.Namespace) -> int:
        if isinstance(ending, BaseException):
            raise ending
        return ending

    monkeypatch.setattr(partition, "run", run)


def exit_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize("name", ["", *entries.COMMANDS])
def test_every_command_explains_itself_with_examples(name: str, capsys: Capture) -> None:
    assert exit_of(*filter(None, [name]), "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: workbench {name}".rstrip())
    assert "examples:" in said and f"  workbench {name}".rstrip() in said


def test_the_help_names_every_command(capsys: Capture) -> None:
    exit_of("--help")
    said = capsys.readouterr().out
    assert all(f"workbench {name}" in said for name in entries.COMMANDS)


def test_the_exit_code_is_the_commands_own(monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, 17)
    assert cli.main(["partition", "--partitions", "3"]) == 17


def test_without_a_command_it_is_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[argparse.Namespace] = []

    def run(args: argparse.Namespace) -> int:
        seen.append(args)
        return 5

    monkeypatch.setattr(tui, "run", run)
    assert cli.main(["-b", "localhost", "-t", "orders", "-X", "acks=1"]) == 5
    assert (seen[0].bootstrap_servers, seen[0].topic, seen[0].properties) == ("localhost", "orders", ["acks=1"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sned",), "there is no command 'sned'; did you mean send?"),
        (("xyzzy",), "there is no command 'xyzzy'; valid: send, partition, bytes, read, journal, schema, sandbox"),
        (("-b", "localhost", "send", "--value"), "unrecognized arguments"),
        (("-b", "localhost", "send"), "the command comes first: workbench send …"),
        (("--bootstrap", "localhost"), "unrecognized arguments"),
        (("schema", "check"), "the following arguments are required: FILE|SPEC, SUBJECT"),
        (("send", "-t"), "argument -t/--topic: expected one argument"),
        (("send", "-t", "x", "-n", "\x1b[2J"), r"'\x1b[2J' is not a number of records"),
    ],
)
def test_usage_errors_are_a_sentence_and_the_way_to_the_help(
    arguments: tuple[str, ...], words: str, capsys: Capture
) -> None:
    assert exit_of(*arguments) == 2
    said = capsys.readouterr().err
    assert words in said and "\x1b" not in said
    assert said.count("\n") == 2
    assert said.endswith("--help shows what there is\n")


def test_a_refusal_is_its_sentence_and_its_code(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    stands_in(monkeypatch, Refused("the cluster is down", 3))
    assert cli.main(["partition", "--partitions", "3"]) == 3
    assert capsys.readouterr().err == "workbench partition: the cluster is down\n"


def test_ctrl_c_is_130_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    stands_in(monkeypatch, KeyboardInterrupt())
    assert cli.main(["partition", "--partitions", "3"]) == 130
    assert capsys.readouterr().err == "workbench partition: interrupted\n"


def test_a_fault_of_our_own_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    stands_in(monkeypatch, ZeroDivisionError("division\x1b[2J by zero"))
    assert cli.main(["partition", "--partitions", "3"]) == 70
    said = capsys.readouterr().err
    assert said.startswith(r"workbench partition: workbench failed: ZeroDivisionError: division\x1b[2J by zero; ")
    assert "WORKBENCH_DEBUG=1" in said and "report" in said
    assert said.count("\n") == 1


def test_the_traceback_is_there_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, ZeroDivisionError("x"))
    monkeypatch.setenv("WORKBENCH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["partition", "--partitions", "3"])


def test_a_reader_that_left_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "workbench", "--help"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_version_and_with_verbose_those_of_the_libraries(capsys: Capture) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("workbench ")
    assert cli.main(["--version", "--verbose"]) == 0
    said = capsys.readouterr().out
    assert said.count("\n") == 3
    assert all(word in said for word in ("workbench", "librdkafka", "confluent-kafka", "textual", "Python"))


@pytest.mark.parametrize("arguments", ["['--help']", "['--version']", "['partition', '--help']", "['sned']"])
def test_nothing_heavy_is_loaded_to_say_a_few_words(arguments: str) -> None:
    heavy = "{'confluent_kafka', 'textual', 'rich', 'orjson', 'fastavro', 'ssl', 'asyncio'}"
    look = (
        f"import sys\nfrom workbench import cli\ntry: cli.main({arguments})\nexcept SystemExit: pass\n"
        f"print({heavy} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.endswith("set()\n"), done.stdout


@pytest.mark.parametrize("number", ["-5", "-1e5", "-.5", "-Infinity"])
def test_a_negative_number_is_a_text_like_any_other(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bytes", "-v", "double", "--value", number, "--key", number, "-H", number]) == 0
    shown = capsys.readouterr().out
    assert f"header {number}  null" in shown
    assert "value  double  8 bytes" in shown


def test_any_other_text_that_begins_with_a_dash_is_joined_to_its_flag(capsys: pytest.CaptureFixture[str]) -> None:
    for value in ("-foo", "--null-value"):
        with pytest.raises(SystemExit):
            cli.main(["bytes", "--value", value])
        assert (
            "expected one argument; a text that begins with - is joined to it: --value=-text" in capsys.readouterr().err
        )
    assert cli.main(["bytes", "--value=-foo"]) == 0
