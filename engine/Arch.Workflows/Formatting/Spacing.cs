namespace Arch.Workflows.Formatting;

/// <summary>Says between which pieces of a line a space stands.</summary>
internal static class Spacing
{
    public static bool IsBetween(PieceKind before, PieceKind piece) => (before, piece) switch
    {
        // An empty value in a flow: without the space the colon would belong to the key.
        (PieceKind.Value, _) => true,
        (PieceKind.FlowStart, _) or (_, PieceKind.FlowEnd) => false,
        (PieceKind.Property, PieceKind.Comma or PieceKind.Value) or (PieceKind.Alias, PieceKind.Value) => true,
        (PieceKind.Entry or PieceKind.Key or PieceKind.Comma, PieceKind.Value) => true,
        (_, PieceKind.Comma or PieceKind.Value) => false,
        _ => true,
    };
}
