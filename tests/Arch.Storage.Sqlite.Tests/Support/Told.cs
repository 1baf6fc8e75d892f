using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>Notes progress at once, and may do something at it.</summary>
internal sealed class Told(Action<MaintenanceProgress>? then = null) : IProgress<MaintenanceProgress>
{
    public List<MaintenanceProgress> All { get; } = [];

    public void Report(MaintenanceProgress value)
    {
        All.Add(value);
        then?.Invoke(value);
    }
}
