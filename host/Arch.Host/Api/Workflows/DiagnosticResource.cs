using System.Text.Json.Serialization;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Api.Workflows;

/// <summary>Something that is wrong with a file. Lines and columns count from 1, columns and lengths in UTF-16 units.</summary>
internal sealed record DiagnosticResource(
    string Code, DiagnosticSeverity Severity, string Message, string? Remedy, string File, int Line, int Column, int Length)
{
    /// <summary>Gets the change that puts it right; absent when none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FixResource? Fix { get; init; }

    public static DiagnosticResource Of(Diagnostic diagnostic)
    {
        var place = diagnostic.Place;
        return new(diagnostic.Code, diagnostic.Severity, diagnostic.Message, diagnostic.Remedy, place.File, place.Line, place.Column, place.Length)
        {
            Fix = diagnostic.Fix is { } fix ? new FixResource(fix.Place.Line, fix.Place.Column, fix.Place.Length, fix.NewText) : null,
        };
    }
}
