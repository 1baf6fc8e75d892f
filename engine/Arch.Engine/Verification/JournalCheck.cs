using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;

namespace Arch.Engine.Verification;

/// <summary>Checks what a journal alone must keep to.</summary>
internal static class JournalCheck
{
    public static IEnumerable<(string Invariant, string Message)> Check(RunId runId, IReadOnlyList<JournalRecord> records)
    {
        if (records.Count == 0 || records[0] is not RunStarted)
        {
            yield return ("I4", $"The journal of run '{runId}' does not begin with its start.");
            yield break;
        }

        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Sequence != i + 1)
            {
                yield return ("I4", $"Record {i + 1} is missing; record {records[i].Sequence} follows.");
                yield break;
            }
        }

        foreach (var twice in Repeated(RunFold.Counting(records)))
        {
            yield return ("I2", twice);
        }
    }

    // What happens once is recorded once, among the records that still count.
    private static IEnumerable<string> Repeated(IReadOnlyList<JournalRecord> records)
    {
        var attempts = new Dictionary<int, int>();
        var closed = new HashSet<int>();
        var signals = new HashSet<long>();
        var parts = new HashSet<(int, int, int)>();
        var ends = 0;
        foreach (var record in records)
        {
            switch (record)
            {
                case AttemptOpened opened when opened.Activation > 0:
                    var expected = attempts.GetValueOrDefault(opened.Activation) + 1;
                    if (opened.Attempt != expected)
                    {
                        yield return $"Record {record.Sequence} begins attempt {opened.Attempt} of activation {opened.Activation}; {expected} was expected.";
                    }

                    attempts[opened.Activation] = opened.Attempt;
                    break;
                case RunRewound rewound:
                    foreach (var (activation, highest) in rewound.Anew)
                    {
                        attempts[activation] = highest;
                    }

                    break;
                case StepClosed step when !closed.Add(step.Activation):
                    yield return $"Record {record.Sequence} closes activation {step.Activation} once more.";
                    break;
                case WaitMet met:
                    if (met.Signal > 0 && !signals.Add(met.Signal))
                    {
                        yield return $"Record {record.Sequence} takes the signal of record {met.Signal} once more.";
                    }

                    if (!parts.Add((met.Activation, attempts.GetValueOrDefault(met.Activation), met.Leaf)))
                    {
                        yield return $"Record {record.Sequence} meets part {met.Leaf} of activation {met.Activation} once more.";
                    }

                    break;
                case RunEnded when ++ends > 1:
                    yield return $"Record {record.Sequence} ends the run once more.";
                    break;
            }
        }
    }
}
