"""What triggers us that nobody sees: streams and queues, later clocks and buckets."""
