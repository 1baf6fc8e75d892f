using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CrashHost.Points;

/// <summary>The places at which a host may end itself, without any goodbye.</summary>
internal sealed class KillPoints(string? killAt, NoteFile notes)
{
    private readonly ConcurrentDictionary<string, int> _reached = new(StringComparer.Ordinal);
    private readonly string? _point = killAt is null ? null : string.Join(':', killAt.Split(':').Take(2));
    private readonly int _count = killAt is null ? 0 : int.Parse(killAt.Split(':')[2], CultureInfo.InvariantCulture);
    private readonly bool _failsFast = killAt?.EndsWith(":failfast", StringComparison.Ordinal) == true;

    public void Reach(string point)
    {
        if (_reached.AddOrUpdate(point, 1, static (_, count) => count + 1) == _count && point == _point)
        {
            notes.Add($"killed {killAt}", isDurable: true);
            if (_failsFast)
            {
                Environment.FailFast($"The host was told to end at {killAt}.");
            }

            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>Gets how often a point was reached.</summary>
    public int Count(string point) => _reached.GetValueOrDefault(point);

    public async ValueTask<T> AroundAsync<T>(string name, Func<ValueTask<T>> work)
    {
        Reach(name + ":before");
        var result = await work().ConfigureAwait(false);
        Reach(name + ":after");
        return result;
    }

    public async ValueTask AroundAsync(string name, Func<ValueTask> work)
    {
        Reach(name + ":before");
        await work().ConfigureAwait(false);
        Reach(name + ":after");
    }
}
