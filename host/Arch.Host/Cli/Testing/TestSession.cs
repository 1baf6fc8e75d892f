using Arch.Expressions.Values;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Steps;
using Arch.Testing;
using Arch.Testing.Coverage;
using Arch.Testing.Snapshots;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Testing;

namespace Arch.Host.Cli.Testing;

/// <summary>Runs the tests of files, as many cases at a time as there are processors.</summary>
internal static class TestSession
{
    /// <summary>Runs the tests that were asked for.</summary>
    public static async Task<TestResults> RunAsync(TestOptions options, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var project = Project.Open();
        await using var output = new QuietOutput();
        using var services = new StepServices(project.Settings, output, isStored: false);
        var diagnostics = new List<Diagnostic>();
        var work = new List<(TestRunner Runner, TestSuite Suite, TestCase Case, Value Snapshots)>();
        var files = TestFiles.Find(options.Paths, project.Settings);
        foreach (var file in files)
        {
            var workflows = project.Workflows(Path.GetDirectoryName(Path.GetFullPath(file))!); // a file has a folder
            var compilation = project.Compiler(file, workflows).Compile(Project.ReadSource(file));
            diagnostics.AddRange(compilation.Diagnostics);
            if (compilation.Tests.Count > 0)
            {
                var runner = new TestRunner(
                    new ProjectTestSteps(project, services),
                    new ProjectDefinitions(project, workflows));
                var snapshots = options.Updates ? Value.Undefined : SnapshotFile.Read(file);
                work.AddRange(compilation.Tests.SelectMany(suite => suite.Cases.Select(test => (runner, suite, test, snapshots))));
            }
        }

        work.RemoveAll(item => !IsWanted(item.Suite, item.Case, options.Filter));
        ThrowIfNothing(work.Count, options, files, diagnostics);
        var results = new CaseResult[work.Count];
        await Parallel.ForAsync(0, work.Count, cancellationToken, async (i, stop) =>
        {
            var (runner, suite, test, snapshots) = work[i];
            results[i] = await runner.RunAsync(suite, test, snapshots, stop);
        });

        return new TestResults
        {
            Diagnostics = diagnostics,
            Cases = results,
            Coverage = options.WantsCoverage
                ? CoverageReport.Of(work.Select(item => item.Suite.Workflow), results.SelectMany(result => result.Hits))
                : [],
            Written = options.Updates ? Update(results, keepsOthers: options.Filter is not null) : [],
            Duration = TimeProvider.System.GetElapsedTime(started),
        };
    }

    // A run of tests that tests nothing must not look like a success.
    private static void ThrowIfNothing(int count, TestOptions options, IReadOnlyList<string> files, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (count > 0 || diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return;
        }

        throw new UsageException("ARCH7015", options.Filter is { } filter
            ? $"No case and no workflow has '{filter}' in its name."
            : $"There are no tests in {string.Join(", ", files.Select(file => $"'{file}'"))}. A test is a document with 'kind: test'.");
    }

    private static bool IsWanted(TestSuite suite, TestCase test, string? filter) =>
        filter is null
        || test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || suite.Workflow.FullName.Contains(filter, StringComparison.OrdinalIgnoreCase);

    private static List<string> Update(IReadOnlyList<CaseResult> results, bool keepsOthers)
    {
        var written = new List<string>();
        foreach (var file in results.GroupBy(result => result.Suite.Place.File))
        {
            var snapshots = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
            foreach (var result in file)
            {
                // A case that is not run keeps what it has.
                if (result.IsSkipped && SnapshotFile.Read(file.Key)[result.Case.Name] is { IsUndefined: false } kept)
                {
                    snapshots[result.Case.Name] = kept;
                }
                else if (!result.Snapshot.IsUndefined)
                {
                    snapshots[result.Case.Name] = result.Snapshot;
                }
            }

            if (keepsOthers && SnapshotFile.Read(file.Key).TryGetObject(out var before))
            {
                foreach (var (name, snapshot) in before)
                {
                    snapshots.TryAdd(name, snapshot);
                }
            }

            if (SnapshotFile.Write(file.Key, [.. snapshots]))
            {
                written.Add(SnapshotFile.PathOf(file.Key));
            }
        }

        return written;
    }
}
