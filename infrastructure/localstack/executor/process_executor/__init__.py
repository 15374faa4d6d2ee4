"""Lets LocalStack run Java functions as processes on this machine. Its own executor would need Docker.

LocalStack finds the plugin by the entry point next to this package, which has to be on the Python path.
"""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from process_executor.executor import ProcessExecutor

        return ProcessExecutor
