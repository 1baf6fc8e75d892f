using System.Globalization;
using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Host.Cli.Stores;

/// <summary>Tells on standard error how far maintenance has come, at each stage and then once a second.</summary>
internal sealed class MaintenanceOutput : IProgress<MaintenanceProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private long _last;

    public void Report(MaintenanceProgress value)
    {
        lock (_lock)
        {
            // What takes less than a second says nothing but its result.
            if (TimeProvider.System.GetElapsedTime(_start) < Interval || (_last != 0 && TimeProvider.System.GetElapsedTime(_last) < Interval))
            {
                return;
            }

            _last = TimeProvider.System.GetTimestamp();
            var total = value.Total is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all:N0}") : "";
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {value.Done:N0}{total} ..."));
        }
    }
}
