using Arch.Expressions.Values;
using Arch.Testing.Comparing;
using Arch.Workflows.Testing;

namespace Arch.Testing.Snapshots;

/// <summary>Compares the outcome of a case with its snapshot.</summary>
internal static class SnapshotCheck
{
    public static Finding? Check(TestCase test, Value actual, Value snapshots)
    {
        var expected = snapshots[test.Name];
        if (expected.IsUndefined)
        {
            return new Finding(test.Expect.Place, "snapshot", "ARCH7014", "There is no snapshot of this case.")
            {
                Remedy = "Write it with '--update', look at it, and keep it with the test.",
            };
        }

        return expected == actual ? null : new Finding(test.Expect.Place, "snapshot", null, "The outcome differs from the snapshot.")
        {
            Expected = ValueJson.ToJson(expected, indented: true),
            Actual = ValueJson.ToJson(actual, indented: true),
            Remedy = "When the new outcome is right, write it with '--update'.",
        };
    }
}
