"""The pages people see: server-rendered, complete without JavaScript, nothing third-party. Parses, calls one function below, answers."""
