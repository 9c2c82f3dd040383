"""How the recorded answers of real client libraries were got: a harness a language, run by hand."""
