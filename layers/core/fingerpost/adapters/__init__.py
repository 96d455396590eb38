"""The ports made real: DynamoDB, KMS and Tink, SQS, Slack."""
