namespace Arch.Plugin.Sql.Statements;

/// <summary>What a parameter is sent as, where its JSON value does not say it.</summary>
internal enum ParameterKind
{
    /// <summary>Text, also where the server would read something else from it.</summary>
    Text,

    /// <summary>Bytes, from base64.</summary>
    Bytes,

    /// <summary>A JSON document.</summary>
    Json,
}
