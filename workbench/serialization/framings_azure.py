"""Azure Event Hubs' framing: the payload alone, the schema's id in a header.

KafkaAvroSerializer.java and KafkaJsonSerializer.java of azure-schema-registry-for-kafka.
"""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.framing_marks import Identity, Marked
from workbench.serialization.schema import SchemaType


def content_type(identity: Identity) -> Marked:
    """Avro: `content-type` is `avro/binary+<id>`; JSON: `schemaId` is the id. Raises Unserializable for others."""
    identity.side("azure")
    schema_id = identity.guid or ("" if identity.id is None else str(identity.id))
    if not schema_id:
        raise Unserializable(Problem("azure framing needs the schema's id", "guid=…, the id as Azure writes it"))
    if identity.schema_type is SchemaType.AVRO:
        return Marked("azure", headers=(("content-type", f"avro/binary+{schema_id}".encode()),))
    if identity.schema_type is SchemaType.JSON:
        return Marked("azure", headers=(("schemaId", schema_id.encode()),))
    raise Unserializable(Problem("azure framing is for avro and json-schema", "framing=confluent, or none"))
