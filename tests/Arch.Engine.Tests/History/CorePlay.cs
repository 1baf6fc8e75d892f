using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.History;

/// <summary>Plays runs on the decision core alone.</summary>
internal static class CorePlay
{
    /// <summary>Plays a run to its end.</summary>
    /// <returns>Its records.</returns>
    public static List<JournalRecord> Records(WorkflowDefinition definition, RunId run, World world)
    {
        var records = new List<JournalRecord>();
        GoOn(new RunState(definition, run), world, records);
        return records;
    }

    /// <summary>Plays on, until the run ends or so many records are there.</summary>
    public static void GoOn(RunState state, World world, List<JournalRecord> records, int most = int.MaxValue)
    {
        while (!state.HasEnded && records.Count < most)
        {
            var decision = Decider.Decide(state, [world.Next(state)], world.Now, CancellationToken.None);
            records.AddRange(decision.Records);
            world.Take(state, decision);
        }
    }
}
