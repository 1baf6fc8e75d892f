using System.Globalization;

namespace Simulation.Kernel;

/// <summary>What happened in a simulation, in order: always as a hash, as text only when somebody wants to read it.</summary>
internal sealed class Trace(bool keepsLines)
{
    private readonly List<string> _lines = [];

    /// <summary>Gets a number that is the same for two simulations in which the same happened in the same order.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037UL;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(long step, TimeSpan at, string where, string what, string about = "")
    {
        Mix((ulong)step);
        Mix((ulong)at.Ticks);
        Mix(where);
        Mix(what);
        Mix(about);
        if (keepsLines)
        {
            _lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{step,6} {at.TotalSeconds,9:F3} {where,-4} {what} {about}"));
        }
    }

    private void Mix(string text)
    {
        foreach (var unit in text)
        {
            Mix(unit);
        }

        Mix(0xFFFF);
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * 1099511628211UL;
}
