using Simulation.Kernel;

namespace Simulation.Hosts;

/// <summary>Knows which calls of steps end the process that makes them, and how often each still does.</summary>
internal sealed class Poison(World world)
{
    private readonly Dictionary<string, int> _left = new(StringComparer.Ordinal);

    /// <summary>Decides whether a call ends its process; one that does so does it again for the next owner of the run.</summary>
    public bool Takes(string key)
    {
        if (!world.IsHostile || world.Settings.Poison <= 0)
        {
            return false;
        }

        if (!_left.TryGetValue(key, out var left))
        {
            left = world.Random.Chance(world.Settings.Poison) ? world.Random.Between(3, 7) : 0;
        }

        _left[key] = left - 1;
        return left > 0;
    }
}
