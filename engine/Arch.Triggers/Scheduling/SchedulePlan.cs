using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers.Scheduling;

/// <summary>Says which times of a schedule fire. Pure.</summary>
internal static class SchedulePlan
{
    // A host that is this late was there all the same: it was busy, or its machine slept for a moment.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Plans the times that have come.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="seenUntil">Until when times were dealt with.</param>
    /// <param name="aliveSince">Since when the host is there; times before were missed.</param>
    /// <param name="now">The time.</param>
    /// <param name="most">How many missed times are made up for at most.</param>
    /// <returns>The times in order, and whether each is left out as missed.</returns>
    public static IReadOnlyList<(DateTimeOffset At, bool IsLeftOut)> Due(
        ScheduleTrigger trigger, DateTimeOffset seenUntil, DateTimeOffset aliveSince, DateTimeOffset now, int most)
    {
        var missedUntil = aliveSince > now - Grace ? aliveSince : now - Grace;
        var missed = new Queue<DateTimeOffset>();
        var due = new List<(DateTimeOffset, bool)>();
        foreach (var at in trigger.Schedule.Between(seenUntil, now))
        {
            if (at >= missedUntil)
            {
                due.Add((at, false));
                continue;
            }

            missed.Enqueue(at);
            if (missed.Count > Math.Max(1, most))
            {
                missed.Dequeue();
            }
        }

        var made = trigger.CatchUp switch
        {
            CatchUp.All => missed.Select(at => (at, false)),
            CatchUp.Last => missed.TakeLast(1).Select(at => (at, false)),
            _ => missed.TakeLast(1).Select(at => (at, true)),
        };
        return [.. made, .. due];
    }

    /// <summary>Gives the moment at which the run of a time starts, the same on every host.</summary>
    public static DateTimeOffset StartOf(string workflow, ScheduleTrigger trigger, DateTimeOffset at)
    {
        if (trigger.Jitter <= TimeSpan.Zero)
        {
            return at;
        }

        var hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{workflow}/{trigger.Name}/{at.UtcTicks}")));
        return at + TimeSpan.FromTicks((long)(hash % (ulong)trigger.Jitter.Ticks));
    }
}
