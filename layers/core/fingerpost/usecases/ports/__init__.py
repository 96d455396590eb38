"""What the use cases need of the world. Adapters implement these; tests have fakes of the same contract.

Every method that reads or writes may raise `Unavailable`; what else is raised is named at the method.
"""
