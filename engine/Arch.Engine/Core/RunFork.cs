using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>Makes the beginning of a journal of that of another run.</summary>
internal static class RunFork
{
    /// <summary>Copies the records that count, up to one of them, and numbers them anew.</summary>
    /// <param name="records">The journal of the other run.</param>
    /// <param name="runId">The other run.</param>
    /// <param name="to">The last record to copy.</param>
    /// <param name="start">What is different about the start.</param>
    public static List<JournalRecord> Copy(
        IReadOnlyList<JournalRecord> records,
        RunId runId,
        long to,
        (Value Inputs, Value Trigger, DateTimeOffset At) start)
    {
        var numbers = new Dictionary<long, long> { [0] = 0 };
        var copies = new List<JournalRecord>();
        foreach (var record in RunFold.Counting(records).TakeWhile(record => record.Sequence <= to))
        {
            numbers.Add(record.Sequence, copies.Count + 1);
            var copy = record switch
            {
                RunStarted started => started with
                {
                    At = start.At,
                    Inputs = start.Inputs,
                    Trigger = start.Trigger,
                    Parent = null,
                    ParentActivation = null,
                    ParentAttempt = 0,
                    RepeatOf = runId,
                },
                WaitMet met => met with { Signal = numbers[met.Signal] },
                RunRewound rewound => rewound with { To = numbers[rewound.To] },
                _ => record,
            };
            copies.Add(copy with { Sequence = copies.Count + 1 });
        }

        return copies;
    }
}
