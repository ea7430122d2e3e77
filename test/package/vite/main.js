import 'pinna/elements/define/pinna-controls';
import 'pinna/elements/define/pinna-listener';
import 'pinna/elements/define/pinna-log';
