namespace Arch.Host.Settings;

/// <summary>What a host does; each may be a deployment of its own.</summary>
[Flags]
internal enum HostRoles
{
    None = 0,

    /// <summary>Answers the API.</summary>
    Api = 1,

    /// <summary>Takes webhooks, schedules and other triggers, and starts runs for them.</summary>
    Triggers = 2,

    /// <summary>Goes on with runs.</summary>
    Workers = 4,

    /// <summary>Has agents work.</summary>
    Agents = 8,
}
