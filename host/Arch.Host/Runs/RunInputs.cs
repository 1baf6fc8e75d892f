using System.Text.Json;
using Arch.Expressions.Values;
using Arch.Host.Cli;
using Arch.Host.Projects;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Host.Runs;

/// <summary>Makes the inputs of a run from the command line.</summary>
internal static class RunInputs
{
    /// <summary>Binds what was given to what the workflow declares.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="file">A JSON file with an object, or <see langword="null"/>.</param>
    /// <param name="pairs">Texts <c>name=value</c>; they win over the file.</param>
    /// <exception cref="UsageException">Something given does not fit; all of it is told.</exception>
    public static ValueObject Bind(WorkflowDefinition definition, string? file, IReadOnlyList<string> pairs) =>
        Bind(definition, file is null ? Value.Undefined : ReadFile(file), pairs);

    /// <summary>Binds what was given to what the workflow declares; what was not given stays as it was in another run.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="before">The inputs of the other run, an object.</param>
    /// <param name="file">A JSON file with an object, or <see langword="null"/>.</param>
    /// <param name="pairs">Texts <c>name=value</c>; they win over the file.</param>
    /// <exception cref="UsageException">Something given does not fit; all of it is told.</exception>
    public static ValueObject Bind(WorkflowDefinition definition, Value before, string? file, IReadOnlyList<string> pairs)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var given in (Value[])[before, file is null ? Value.Undefined : ReadFile(file)])
        {
            if (given.TryGetObject(out var inputs))
            {
                foreach (var (name, value) in inputs)
                {
                    members[name] = value;
                }
            }
            else if (!given.IsNullish)
            {
                return Bind(definition, given, pairs); // which says what is wrong with it
            }
        }

        return Bind(definition, Value.From(ValueObject.Of(members)), pairs);
    }

    private static ValueObject Bind(WorkflowDefinition definition, Value given, IReadOnlyList<string> pairs)
    {
        var binding = InputBinder.Bind(definition.Inputs, given, [.. pairs.Select(Split)]);
        if (binding.Problems.Count > 0)
        {
            throw new UsageException([.. binding.Problems.Select(problem => problem.ToString())]);
        }

        return binding.Inputs.TryGetObject(out var inputs) ? inputs : ValueObject.Empty;
    }

    private static Value ReadFile(string file)
    {
        try
        {
            return ValueJson.Parse(Project.ReadSource(file).Text);
        }
        catch (JsonException e)
        {
            throw new UsageException("ARCH6007", $"The input file '{file}' is not JSON: {e.Message}", e);
        }
    }

    private static KeyValuePair<string, string> Split(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new(pair[..at], pair[(at + 1)..])
            : throw new UsageException("ARCH6001", $"The input '{pair}' has no name. Write '-i name=value'.");
    }
}
