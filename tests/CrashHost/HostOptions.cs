using System.Globalization;

namespace CrashHost;

/// <summary>What a host is to do, as its arguments <c>name=value</c> say.</summary>
internal sealed class HostOptions
{
    private readonly Dictionary<string, string> _values;

    private HostOptions(Dictionary<string, string> values) => _values = values;

    /// <summary>Gets the folder of the store.</summary>
    public string Store => _values["store"];

    /// <summary>Gets the folder of the client's ledger, the effects and the points, which outlive the disk of the store.</summary>
    public string Notes => _values["notes"];

    /// <summary>Gets the kinds of runs to start, one after another.</summary>
    public IReadOnlyList<string> Kinds => _values.GetValueOrDefault("kinds", Load.Workloads.AllKinds).Split(',');

    /// <summary>Gets how many runs there are to be, with those of hosts before.</summary>
    public int Runs => Number("runs", int.MaxValue);

    /// <summary>Gets the file at whose coming no more runs are started.</summary>
    public string? Until => _values.GetValueOrDefault("until");

    /// <summary>Gets the file for whose coming the host waits when its clients are done, because it may carry out runs of others.</summary>
    public string? LeaveAt => _values.GetValueOrDefault("leave");

    /// <summary>Gets how many runs to start in a second at most.</summary>
    public int Rate => Number("rate", 50);

    /// <summary>Gets how many runs may be under way before no more are started.</summary>
    public int MostUnderWay => Number("most", 200);

    /// <summary>Gets how many iterations a fan-out has.</summary>
    public int FanOut => Number("fanout", 50);

    /// <summary>Gets whether ended runs are removed all the time.</summary>
    public bool Purges => Number("purge", 0) == 1;

    /// <summary>Gets whether runs are read and resumed at random all the time.</summary>
    public bool Reads => Number("read", 0) == 1;

    /// <summary>Gets whether parked runs are resumed, as a person would do.</summary>
    public bool Resumes => Number("resume", 0) == 1;

    /// <summary>Gets after how many records a snapshot is kept.</summary>
    public int SnapshotEvery => Number("snapshot", 10);

    /// <summary>Gets whether the signals are sent that runs wait for.</summary>
    public bool Signals => Number("signals", 1) == 1;

    /// <summary>Gets whether memory, handles and threads are told after each quarter of the runs.</summary>
    public bool Measures => Number("measure", 0) == 1;

    /// <summary>Gets whether it is told all the time how often work was looked for.</summary>
    public bool TellsSweeps => Number("sweeps", 0) == 1;

    /// <summary>Gets what the keys of starts begin with; hosts that share a store differ in it.</summary>
    public string KeyPrefix => _values.GetValueOrDefault("keys", "k");

    /// <summary>Gets the file that, while it is there, lets the host stand still.</summary>
    public string? StallWhile => _values.GetValueOrDefault("stall");

    /// <summary>Gets the seed of what is random.</summary>
    public int Seed => Number("seed", 1);

    /// <summary>Gets where the host ends itself: <c>name:before|after:count[:failfast]</c>.</summary>
    public string? KillAt => _values.GetValueOrDefault("kill");

    public static HostOptions Parse(IEnumerable<string> arguments) => new(arguments
        .Select(argument => argument.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));

    private int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
