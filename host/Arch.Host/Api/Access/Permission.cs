namespace Arch.Host.Api.Access;

/// <summary>What somebody may be allowed to do.</summary>
internal static class Permission
{
    public const string None = "none";
    public const string RunsRead = "runs.read";
    public const string RunsStart = "runs.start";
    public const string RunsOperate = "runs.operate";
    public const string WorkflowsRead = "workflows.read";
    public const string WorkflowsWrite = "workflows.write";
    public const string TasksRead = "tasks.read";
    public const string TasksComplete = "tasks.complete";
    public const string EventsRead = "events.read";
    public const string EventsPublish = "events.publish";
    public const string AgentsRead = "agents.read";
    public const string AgentsOperate = "agents.operate";
    public const string PluginsRead = "plugins.read";
    public const string TriggersRead = "triggers.read";
    public const string TriggersOperate = "triggers.operate";
    public const string ConnectionsRead = "connections.read";
    public const string SecretsWrite = "secrets.write";
    public const string SystemRead = "system.read";
}
