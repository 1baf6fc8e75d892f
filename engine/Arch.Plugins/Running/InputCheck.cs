using System.Text.Json;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Plugins.Shapes;
using Arch.Sdk;
using Arch.Workflows.Inputs;

namespace Arch.Plugins.Running;

/// <summary>Compares the inputs of a step type with its declaration, and says in one message what does not fit.</summary>
internal sealed class InputCheck(string stepType, RecordShape record)
{
    /// <summary>Checks what the types of the input record do not hold by themselves.</summary>
    /// <exception cref="StepException">ARCH4101.</exception>
    public void Constraints(ReadOnlyMemory<byte> inputUtf8)
    {
        if (record.HasConstraints && Findings(ValueJson.Parse(inputUtf8, ValueDepth.InRuns)) is { Count: > 0 } findings)
        {
            throw Failure(findings, null);
        }
    }

    /// <summary>Reads inputs that no record is made of.</summary>
    /// <param name="inputUtf8">A JSON object in UTF-8; empty stands for the empty object.</param>
    /// <exception cref="StepException">ARCH4101.</exception>
    public Value Read(ReadOnlyMemory<byte> inputUtf8)
    {
        try
        {
            var input = inputUtf8.IsEmpty ? Value.EmptyObject : ValueJson.Parse(inputUtf8, ValueDepth.InRuns);
            return Findings(input) is { Count: > 0 } findings ? throw Failure(findings, null) : input;
        }
        catch (JsonException e)
        {
            throw Explain(inputUtf8, e);
        }
    }

    /// <summary>Says why the inputs cannot be read into the record.</summary>
    public StepException Explain(ReadOnlyMemory<byte> inputUtf8, Exception cause)
    {
        try
        {
            if (Findings(ValueJson.Parse(inputUtf8, ValueDepth.InRuns)) is { Count: > 0 } findings)
            {
                return Failure(findings, cause);
            }
        }
        catch (JsonException e)
        {
            return Failure([$"They are not JSON: {e.Message}"], e);
        }

        // "$.name" is how the JSON reader writes the place
        var name = cause is JsonException { Path: { Length: > 2 } path } ? $"The input '{path[2..]}'" : "One of them";
        return Failure([$"{name} cannot be read: {cause.Message}"], cause);
    }

    private List<string> Findings(Value input)
    {
        var findings = ShapeCheck.Check(input, record.Shape).Select(Describe).ToList();
        findings.AddRange(UnknownNames(input));
        return findings;
    }

    private string Describe(ShapeFinding finding)
    {
        var name = finding.Path.Split('.', '[')[0];
        var isSecret = record.Shape.Members.TryGetValue(name, out var member) && member.Shape.IsSecret;
        return isSecret ? $"The input '{name}' does not fit; its value is secret and not shown."
            : finding.Path.Length == 0 ? $"They {finding.Message}."
            : $"The input '{finding.Path}' {finding.Message}.";
    }

    private IEnumerable<string> UnknownNames(Value input)
    {
        if (record.Shape.IsOpen || !input.TryGetObject(out var members))
        {
            return [];
        }

        return members.Names.Where(name => !record.Shape.Members.ContainsKey(name)).Select(name =>
            Suggestions.Closest(name, record.Shape.Members.Keys) is { } closest
                ? $"The input '{name}' is unknown. Did you mean '{closest}'?"
                : $"The input '{name}' is unknown.");
    }

    private StepException Failure(IEnumerable<string> findings, Exception? cause) =>
        new("ARCH4101", $"The inputs of '{stepType}' do not fit its declaration. {string.Join(' ', findings)}", cause);
}
