"""What Fingerpost is about, in plain values: no storage, no network, no clock, no random."""
