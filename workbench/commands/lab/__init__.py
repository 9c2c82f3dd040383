"""The partition lab without the screen: what `workbench partition` asks and how it answers, a module a question."""
