"""The laptop's program: questionnaire, store, actions, window and verbs."""
