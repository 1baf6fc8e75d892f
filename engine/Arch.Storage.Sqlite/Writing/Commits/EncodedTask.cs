using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>A human task as a row.</summary>
internal readonly record struct EncodedTask(HumanTask Task, byte[]? Assign, byte[] Actions)
{
    public static EncodedTask Of(HumanTask task) => new(
        task,
        task.Assign.IsUndefined ? null : ValueJson.ToUtf8(task.Assign),
        ValueJson.ToUtf8(Value.From(ValueArray.Of([.. task.Actions.Select(action => Value.From(action))]))));
}
