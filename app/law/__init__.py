"""The pure legal core: rights, events, deadlines, life cycle. Standard library only; codes and parameters, never prose."""
