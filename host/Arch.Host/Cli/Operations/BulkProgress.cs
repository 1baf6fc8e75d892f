using System.Globalization;

namespace Arch.Host.Cli.Operations;

/// <summary>Tells on standard error how far a command about many runs has come, once a second. Safe to use from many threads.</summary>
internal sealed class BulkProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _last = TimeProvider.System.GetTimestamp();

    public void Report(long runs)
    {
        lock (_lock)
        {
            if (TimeProvider.System.GetElapsedTime(_last) >= Interval)
            {
                _last = TimeProvider.System.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs:N0} runs ..."));
            }
        }
    }
}
