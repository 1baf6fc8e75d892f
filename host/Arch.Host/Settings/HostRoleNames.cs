namespace Arch.Host.Settings;

/// <summary>The names of <see cref="HostRoles"/>.</summary>
internal static class HostRoleNames
{
    public static IReadOnlyList<string> All { get; } = Of(HostRoles.Api | HostRoles.Triggers | HostRoles.Workers | HostRoles.Agents);

    public static HostRoles Parse(IEnumerable<string> names) =>
        names.Aggregate(HostRoles.None, (all, name) => all | Enum.Parse<HostRoles>(name, ignoreCase: true));

    public static IReadOnlyList<string> Of(HostRoles roles) =>
        [.. Enum.GetValues<HostRoles>().Where(role => role != HostRoles.None && roles.HasFlag(role)).Select(role => role.ToString().ToLowerInvariant())];
}
