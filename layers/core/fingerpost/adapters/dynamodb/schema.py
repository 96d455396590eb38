"""What PynamoDB must know of a table to write its expressions; it would ask DynamoDB otherwise."""

from __future__ import annotations

from pynamodb.connection.base import MetaTable

_INDEXES = {
    "by_practitioner": ("practitioner_id", "review_due"),
    "by_source": ("source_ref", None),
    "by_child": ("child_id", "at"),
    "by_actor": ("actor_id", "at"),
}


def schema(table: str) -> MetaTable:
    """Keys and indexes of any of our tables: all of them have the same."""
    names = ("pk", "sk", *(name for pair in _INDEXES.values() for name in pair if name))
    return MetaTable(
        {
            "TableName": table,
            "KeySchema": _key_schema("pk", "sk"),
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in names],
            "GlobalSecondaryIndexes": [
                {"IndexName": index, "KeySchema": _key_schema(*pair)} for index, pair in _INDEXES.items()
            ],
        }
    )


def _key_schema(partition: str, sort: str | None) -> list[dict[str, str]]:
    first = {"AttributeName": partition, "KeyType": "HASH"}
    return [first, {"AttributeName": sort, "KeyType": "RANGE"}] if sort else [first]
