"""Results, problems and plans -> text for people and for programs; nothing is written in here."""
