namespace Arch.Plugin.Ai.Extract;

internal enum AnswerFormat
{
    /// <summary>The server holds the model to the schema.</summary>
    JsonSchema,

    /// <summary>The server holds the model to JSON; the schema is told in words.</summary>
    JsonObject,

    /// <summary>The server does nothing; the schema is told in words.</summary>
    Text,
}
