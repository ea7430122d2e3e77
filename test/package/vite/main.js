import 'pinna/elements/define/pinna-controls';
import 'pinna/elements/define/pinna-events';
import 'pinna/elements/define/pinna-listener';
