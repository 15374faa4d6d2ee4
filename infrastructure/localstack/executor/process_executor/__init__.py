"""Lets LocalStack run Java functions as processes of this machine, where its own executor would need Docker.

LocalStack finds the plugin through the entry point beside this package, which only has to stand on the Python path.
"""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from process_executor.executor import ProcessExecutor

        return ProcessExecutor
