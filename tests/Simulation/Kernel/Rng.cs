namespace Simulation.Kernel;

/// <summary>Draws numbers from a seed, the same on every machine (SplitMix64).</summary>
internal sealed class Rng(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Draws a number from 0 up to, but not including, a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Draws a number between two bounds, both of them possible.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromTicks((long)(Next() % (ulong)((most - least).Ticks + 1)));

    /// <summary>Draws a length of time; short ones are much more likely than long ones.</summary>
    public TimeSpan Upto(TimeSpan most)
    {
        var part = (Next() >> 11) * (1.0 / (1UL << 53));
        return TimeSpan.FromTicks((long)(most.Ticks * part * part * part));
    }
}
