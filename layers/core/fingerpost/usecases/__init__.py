"""What a person or the clock can do with Fingerpost, one module per use case, over the ports."""
