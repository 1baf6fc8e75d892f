using System.Collections.Immutable;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Reads documents of the kind <c>test</c> and checks them against the workflow that they test.</summary>
internal static class SuiteCompiler
{
    /// <summary>Reads a document that the grammar has checked.</summary>
    /// <returns>The tests; <see langword="null"/> when something is wrong in the file.</returns>
    public static TestSuite? Compile(CompileState state, CheckContext context, YamlMapping root)
    {
        var workflows = new TestedWorkflows(state);
        if (root.Find("workflow")?.Value is not { } named
            || context.IsBroken(named)
            || Scalars.Text(named) is not { } name
            || workflows.FindTested(context, named, name) is not { } tested)
        {
            // Nothing is known of the names that its expressions see.
            new LooseExpressions(new ExpressionCompiler(state.Language, context)).Check(root);
            return null;
        }

        var scope = new SuiteScope(state, context, workflows, tested);
        var reader = new CaseReader(scope, root.Find("defaults")?.Value as YamlMapping);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var cases = ImmutableArray.CreateBuilder<TestCase>();
        foreach (var item in (root.Find("cases")?.Value as YamlSequence)?.Items ?? [])
        {
            if (item is YamlMapping mapping && Scalars.Text(mapping.Find("name")?.Value) is { } caseName)
            {
                if (!names.Add(caseName))
                {
                    context.Error(
                        mapping.Find("name")!.Value, // its text was read above
                        "ARCH7007",
                        $"two cases are called '{caseName}'.",
                        "Give each case a name of its own, by which a snapshot and '--filter' find it.");
                }

                cases.Add(reader.Read(mapping, caseName));
            }
        }

        return state.Diagnostics.HasErrors ? null : new TestSuite
        {
            Place = context.PlaceOf(root),
            Workflow = tested,
            Cases = cases.ToImmutable(),
        };
    }
}
