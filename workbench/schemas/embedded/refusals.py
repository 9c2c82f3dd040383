"""What a registry answers where it cannot do what was asked: a status, a code, a sentence, all as Confluent's."""

from __future__ import annotations

from workbench.serialization.schema import Reference

INVALID_SCHEMA = 42201


class Refused(Exception):
    """A request that is refused. `code` is Confluent's own (Errors.java): the first three digits are the status."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(str(self.code)[:3])


def no_subject(subject: str) -> Refused:
    return Refused(40401, f"Subject '{subject}' not found.")


def no_version(version: int) -> Refused:
    return Refused(40402, f"Version {version} not found.")


def no_schema(named: object = "") -> Refused:
    """`named`: the id or GUID that it was asked for by."""
    return Refused(40403, f"Schema {named} not found" if named else "Schema not found")


def subject_is_deleted(subject: str) -> Refused:
    return Refused(40404, f"Subject '{subject}' was soft deleted.Set permanent=true to delete permanently")


def subject_is_not_deleted(subject: str) -> Refused:
    return Refused(40405, f"Subject '{subject}' was not deleted first before being permanently deleted")


def version_is_deleted(subject: str, version: int) -> Refused:
    what = f"Subject '{subject}' Version {version} was soft deleted."
    return Refused(40406, f"{what}Set permanent=true to delete permanently")


def version_is_not_deleted(subject: str, version: int) -> Refused:
    what = f"Subject '{subject}' Version {version} was not deleted"
    return Refused(40407, f"{what} first before being permanently deleted")


def no_level(subject: str) -> Refused:
    return Refused(40408, f"Subject '{subject}' does not have subject-level compatibility configured")


def no_mode(subject: str) -> Refused:
    return Refused(40409, f"Subject '{subject}' does not have subject-level mode configured")


def incompatible(subject: str, details: tuple[str, ...]) -> Refused:
    what = f'Schema being registered is incompatible with an earlier schema for subject "{subject}"'
    return Refused(40901, f"{what}, details: [{', '.join(details)}]")


def invalid_schema(why: str) -> Refused:
    return Refused(INVALID_SCHEMA, f"Invalid schema: {why}")


def invalid_version(text: str) -> Refused:
    valid = 'Allowed values are between [1, 2^31-1] and the string "latest"'
    return Refused(42202, f"The specified version '{text}' is not a valid version id. {valid}")


def invalid_level(text: str) -> Refused:
    valid = "none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive"
    return Refused(42203, f"Invalid compatibility level '{text}'. Valid values are {valid}")


def invalid_mode(text: str) -> Refused:
    return Refused(42204, f"Invalid mode '{text}'. Valid values are READWRITE, READONLY, IMPORT and FORWARD.")


def not_permitted(why: str) -> Refused:
    return Refused(42205, why)


def is_referenced(reference: Reference) -> Refused:
    where = f"{{subject={reference.subject},version={reference.version}}}"
    return Refused(42206, f"One or more references exist to the schema {where}")


def invalid_subject(subject: str) -> Refused:
    return Refused(42208, f"The specified subject '{subject}' is not a valid subject.")
