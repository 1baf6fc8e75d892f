namespace Simulation.Kernel;

/// <summary>Counts faults by kind.</summary>
internal sealed class Faults
{
    private readonly long[] _counts = new long[Enum.GetValues<FaultKind>().Length];

    public long Total => _counts.Sum();

    public long this[FaultKind kind] => _counts[(int)kind];

    public void Count(FaultKind kind) => _counts[(int)kind]++;

    public void Add(Faults other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }
}
