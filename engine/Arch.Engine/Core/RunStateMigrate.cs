using Arch.Engine.Journal;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>How a run goes on with another version of its workflow.</summary>
internal sealed partial class RunState
{
    public bool TryGetVariable(string name, out Value value) => _variables.TryGetValue(name, out value);

    // That everything has its counterpart was proved before the record was made.
    private void Migrate(RunMigrated migrated)
    {
        var to = Definitions.Get(migrated.Definition);
        var move = new DefinitionMove(new DefinitionMap(Definition, to), Definition, to);
        Definition = to;
        if (!migrated.Inputs.IsUndefined)
        {
            Inputs = migrated.Inputs;
        }

        foreach (var name in _variables.Keys.Except(to.Variables.Select(variable => variable.Name)).ToList())
        {
            _variables.Remove(name);
        }

        foreach (var variable in to.Variables)
        {
            _variables.TryAdd(variable.Name, variable.Initial);
        }

        _variablesView = default;
        RootFrame = move.Frame(RootFrame);

        // Numbers are given in the order in which things begin, so that what something runs in is moved before it.
        foreach (var activation in _activations.Values.OrderBy(activation => activation.Id))
        {
            move.Move(activation);
        }

        foreach (var lane in _lanes.Values)
        {
            lane.MoveTo(Blocks.Find(to, lane.Owner, lane.Role, lane.Key), move.Frame(lane.Frame));
        }
    }
}
